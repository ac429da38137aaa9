declare module 'compose-schema.json' {
  const schema: object
  export default schema
}
