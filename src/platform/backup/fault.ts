// What is wrong with a backup, or with the database it should go into: said with its mend.

/** A foreseen fault; the message names what is wrong, where, and the mend, and is shown as it is. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
}
