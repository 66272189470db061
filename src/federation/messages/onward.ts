// The rule of passing on: what another party owns goes to nobody else without that party's recorded leave (agreement of 2018).

/** Leave for one recipient. */
export type Leave = {
  readonly recipient: string
  readonly state: 'asked' | 'given' | 'denied'
  readonly by?: string | undefined
}

/** `closed`: nobody was asked, or the owner denied it. */
export type OnwardState = 'own' | 'closed' | 'leave asked' | 'leave given'

/** How an item stands for one recipient (its digest). An owner needs nobody's leave for what is its own. */
export function onwardState(
  item: { readonly owner: string; readonly holder: string; readonly leaves: readonly Leave[] },
  recipient: string,
): OnwardState {
  if (item.owner === item.holder) return 'own'
  const state = item.leaves.find((leave) => leave.recipient === recipient)?.state
  return state === 'given' ? 'leave given' : state === 'asked' ? 'leave asked' : 'closed'
}

/** Whether it may be passed on. */
export function mayPassOn(state: OnwardState): boolean {
  return state === 'own' || state === 'leave given'
}
