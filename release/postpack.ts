// After packing: gives package.json back its form for the repository, in which everything runs as TypeScript.
import { readFileSync } from 'node:fs'
import { PACKAGE, replaceFile, repositoryForm } from './package-form.ts'

replaceFile(PACKAGE, repositoryForm(readFileSync(PACKAGE, 'utf8')))
