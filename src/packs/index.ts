// The door of the packs room: loading and checking corridor packs, and questions about them.

export { type ActExample, type Demonstration, firstNameOf, type RecruiterExample } from './demonstration.ts'
export type {
  AccountExample,
  ApplicationExample,
  ApplicationStep,
  FormExample,
  StepDay,
} from './demonstration-desks.ts'
export type {
  InspectionExample,
  InspectionStep,
  SanctionExample,
  SanctionStep,
} from './demonstration-sanctions.ts'
export type { WarningExample, WarningStep } from './demonstration-warnings.ts'
export { type PackFault, sayFault } from './faults.ts'
export { filled } from './letters.ts'
export { loadPack } from './load.ts'
export { checkPack, loadDemonstration } from './load-demonstration.ts'
export { fileNumber, nextLicenceNumber } from './numbers.ts'
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
export {
  checklistOn,
  fineUnitWorth,
  guaranteeFor,
  isVerified,
  type RequirementQuestion,
  requirementsOn,
  sanctionsOn,
} from './requirements.ts'
export {
  type Calendar,
  type Deadline,
  type DeadlineKind,
  FILE_KINDS,
  type FileKind,
  type InspectionQuestion,
  PURPOSES,
  type Purpose,
  type Requirement,
  type RequirementField,
  type Sanction,
} from './schema/desks.ts'
export { LETTER_KINDS, type Letter, type LetterKind, PLACEHOLDERS, type Placeholder } from './schema/letters.ts'
export type { Law, Money } from './schema/parts.ts'
export type { Contact, CountryOfPack, LanguageOfPack, Localized, Pack, Provenance } from './schema.ts'
export { addWorkingDays, calendarReaches, deadlineFrom, workingDay } from './working-days.ts'
