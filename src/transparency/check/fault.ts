// The first thing that does not hold in a log: where it is and what it is.

/** `where`: an address of a file of the log, or `entry N`, or `checkpoint`. */
export class CheckFault extends Error {
  override readonly name = 'CheckFault'
  readonly where: string
  constructor(where: string, what: string) {
    super(`${where}: ${what}`)
    this.where = where
  }
}
