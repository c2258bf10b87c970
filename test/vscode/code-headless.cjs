#!/usr/bin/env node
// Stands in for the `code` executable where desktop VS Code cannot be had: see headless.ts.
require('tsx/cjs');
require('./headless.ts');
