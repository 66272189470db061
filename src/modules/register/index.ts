// The only door of the register.

export { EXPORTED_TABLES, type Exported, exportRegister } from './export/export-register.ts'
export { ApplicationForm } from './forms.ts'
export { problemOf } from './input.ts'
export { openLetterJobs } from './jobs/letters.ts'
export { type KnownRegister, openKnownRegister } from './known.ts'
export { type KnownFiles, openKnownFiles } from './known-files/index.ts'
export { type KnownWarnings, openKnownWarnings } from './known-files/warnings.ts'
export type { ListFile } from './lists/decode.ts'
export type { ImportRefusal } from './lists/fault.ts'
export { type Mapping, parseMapping } from './lists/mapping.ts'
export { openRejectedFile, rejectedPathOf, safeCell } from './lists/rejected-file.ts'
export type { AccountDesk } from './operations/account/account-desk.ts'
export {
  answerApplication,
  appealRefusal,
  withdrawApplication,
} from './operations/application/by-the-recruiter.ts'
export {
  decideRefusalAppeal,
  grantApplication,
  refuseApplication,
  returnToReview,
} from './operations/application/decide.ts'
export {
  askForMore,
  assignApplication,
  checkRequirement,
  confirmComplete,
  lapseApplication,
  proposeDecision,
  stopWaiting,
} from './operations/application/review.ts'
export { submitApplication } from './operations/application/submit.ts'
export { type Change, changeParticulars } from './operations/change-particulars.ts'
export { noteOnFile } from './operations/desk/note.ts'
export type { StaffDesk } from './operations/desk/staff-desk.ts'
export { type Entry, enterRecruiter } from './operations/enter-recruiter.ts'
export { enteredAmong } from './operations/entered.ts'
export { type Erasure, eraseParticulars } from './operations/erase-particulars.ts'
export { type ImportOutcome, type ImportRequest, importList } from './operations/import-list.ts'
export {
  askToMend,
  carryOutInspection,
  closeInspection,
  proposeFromInspection,
} from './operations/inspection/carry-out.ts'
export { cancelInspection, planInspection, replanInspection } from './operations/inspection/plan.ts'
export { divergences, type RecruiterApart } from './operations/joint/divergences.ts'
export { registerForeignShare } from './operations/joint/foreign-share.ts'
export { registerLogShare } from './operations/joint/log-share.ts'
export {
  missingParticulars,
  particularsAfter,
  type RefusedRow,
  type SavedRows,
  savePeerParticulars,
} from './operations/joint/peer-particulars.ts'
export { jointRegisterDigest, type StatusFacts, statusFacts } from './operations/joint/status-facts.ts'
export type { LetterDesk } from './operations/letters/letter-desk.ts'
export { type LinksOnEntry, linksEnteredAfter, linksOnEntry } from './operations/links/links-on-entry.ts'
export { rebuildJudgements } from './operations/links/rebuild-judgements.ts'
export { listRecruiters } from './operations/list-recruiters.ts'
export { type ActOnRecruiter, recordAct } from './operations/record-act.ts'
export { appealSanction, decideSanctionAppeal } from './operations/sanction/appeal.ts'
export {
  dropSanction,
  endPrecaution,
  imposeSanction,
  liftSuspension,
  recordPayment,
  suspendAtOnce,
} from './operations/sanction/decide.ts'
export { answerCharge, closeHearing, openHearing } from './operations/sanction/hearing.ts'
export { proposeSanction } from './operations/sanction/propose.ts'
export { contestWarning } from './operations/warning/contest.ts'
export {
  approveWarning,
  decideContest,
  publishWarning,
  removeWarning,
  returnWarning,
} from './operations/warning/decide.ts'
export { reportWarning } from './operations/warning/report.ts'
export { dismissWarning, giveNotice, proposeWarning, verifyWarning } from './operations/warning/review.ts'
export type { Particulars } from './particulars.ts'
export { deadlineCalendar } from './print/deadlines.ts'
export type { PrintDesk } from './print/recruiter-paper.ts'
export { accountRoutes } from './routes/account.ts'
export { deskRoutes } from './routes/desk.ts'
export { inspectionRoutes } from './routes/inspections.ts'
export { paperRoutes } from './routes/papers.ts'
export { posterRoutes, printFileRoutes } from './routes/print.ts'
export { apiRoutes, pageRoutes, type RegisterDesk } from './routes/public.ts'
export { warningFormRoutes, warningPageRoutes, warningRoutes } from './routes/warnings.ts'
export { type JointEffect, setJointEffects } from './store/joint.ts'
export { type ListOfSource, readLists } from './store/loads.ts'
export type { Speaker } from './summary.ts'
export { type RegisterKey, registerTexts } from './texts/index.ts'
export type { RecruiterSummary } from './views.ts'
