#!/usr/bin/env node
// The command of the installed package, which carries its build. In a checkout it is `npm start`.
import '../dist/server/main.js'
