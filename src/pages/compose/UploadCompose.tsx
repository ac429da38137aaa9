import { FileButton } from '../../ui/FileButton.tsx'

/** Takes a compose file from the disk. */
export function UploadCompose({ onChoose }: { onChoose: (file: File) => Promise<void> }) {
  return (
    <FileButton
      size="sm"
      label="Compose file to upload"
      accept=".yml,.yaml,text/yaml,text/plain"
      onChoose={([file]) => void onChoose(file)}
    >
      Upload file
    </FileButton>
  )
}
