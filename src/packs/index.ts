// The door of the packs room: loading and checking corridor packs, and questions about them.

export { type ActExample, type Demonstration, firstNameOf, type RecruiterExample } from './demonstration.ts'
export { type PackFault, sayFault } from './faults.ts'
export { loadPack } from './load.ts'
export { checkPack, loadDemonstration } from './load-demonstration.ts'
export {
  contactToAsk,
  countryOfPack,
  isPublicStanding,
  isWellFormedLicence,
  languageOfPack,
  readingOrder,
  textIn,
  validityEnd,
  writtenLanguages,
} from './questions.ts'
export type { Contact, CountryOfPack, LanguageOfPack, Localized, Pack, Provenance } from './schema.ts'
