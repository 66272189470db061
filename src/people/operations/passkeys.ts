// Passkeys (WebAuthn): added by whoever is signed in, used to sign in; every challenge is ours, is used once, and lasts five minutes.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { fail, ok, type Result } from '../../kernel/result.ts'
import {
  type AddedCredential,
  addedCredential,
  challengeOf,
  type UsedCredential,
  usedCredential,
} from '../credential-json.ts'
import { type NotAllowed, type OperatingNode, operate } from '../operate.ts'
import { PEOPLE_POLICY } from '../people-policy.ts'
import type { RelyingParty } from '../relying-party.ts'
import { beginSession } from '../sessions.ts'
import { type Account, lockAccount, readAccount } from '../store/accounts.ts'
import {
  countPasskeyUse,
  deletePasskey,
  insertChallenge,
  insertPasskey,
  lockPasskey,
  type PasskeyRow,
  readPasskeys,
  useChallenge,
} from '../store/passkeys.ts'
import type { Who } from '../who.ts'
import { type FieldFault, lineOf } from './fields.ts'
import { ownAccount, ownAttempt } from './own-account.ts'
import { audit, type SignInNode } from './sign-in.ts'

const CHALLENGE_MS = 5 * 60_000
const MOST_PASSKEYS = 10
/** ES256 and RS256: what today's authenticators offer, and node's own cryptography checks. */
const ALGORITHMS = [-7, -257]

export type PasskeyRefusal =
  | { readonly code: 'passkey' | 'passkey-too-many' }
  | { readonly code: 'field'; readonly faults: readonly FieldFault[] }

/** Begins adding a passkey: the options for the browser, as JSON, and the label as it will be kept. */
export async function beginAddingPasskey(
  node: Pick<OperatingNode, 'database' | 'now'>,
  party: RelyingParty,
  who: Who,
  typedLabel: string,
): Promise<Result<{ readonly options: string; readonly label: string }, PasskeyRefusal>> {
  const label = lineOf(typedLabel, 60)
  if (!label) return fail({ code: 'field', faults: [{ field: 'label', code: 'passkey-label' }] })
  const { account, passkeys } = await ownAccount(node, who)
  if (passkeys.length >= MOST_PASSKEYS) return fail({ code: 'passkey-too-many' })
  const options = await generateRegistrationOptions({
    rpName: 'SurSur',
    rpID: party.id,
    userName: account.signIn,
    userDisplayName: account.display,
    userID: new TextEncoder().encode(account.id),
    attestationType: 'none',
    timeout: CHALLENGE_MS,
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: passkeys.map(({ id }) => ({ id })),
  })
  await openChallenge(node, options.challenge, account.id)
  return ok({ options: JSON.stringify(options), label })
}

/** Adds the passkey that the browser made. */
export async function addPasskey(
  node: OperatingNode,
  party: RelyingParty,
  who: Who,
  answer: { readonly credential: string; readonly label: string },
  once: string,
): Promise<Result<true, PasskeyRefusal | NotAllowed>> {
  const { account } = await ownAccount(node, who)
  const credential = addedCredential(answer.credential)
  const label = lineOf(answer.label, 60)
  const made = credential && label ? await verifiedNew(node, party, credential, account.id) : undefined
  return operate(node, PEOPLE_POLICY, ownAttempt(account, 'people.add-passkey', once), async (tx, now) => {
    if (!made || !label) return fail<PasskeyRefusal>({ code: 'passkey' })
    await lockAccount(tx, account.id)
    if ((await readPasskeys(tx, account.id)).length >= MOST_PASSKEYS)
      return fail<PasskeyRefusal>({ code: 'passkey-too-many' })
    const { id, publicKey, counter } = made
    const key = { id, account: account.id, publicKey: encoded(publicKey), counter, label, createdAt: now }
    if (!(await insertPasskey(tx, key))) return fail<PasskeyRefusal>({ code: 'passkey' })
    return ok({ value: true as const, events: [] })
  })
}

/** Takes one of one's own passkeys away. */
export async function removePasskey(node: OperatingNode, who: Who, passkey: string, once: string) {
  const { account } = await ownAccount(node, who)
  return operate(node, PEOPLE_POLICY, ownAttempt(account, 'people.remove-passkey', once), async (tx) => {
    await deletePasskey(tx, account.id, passkey)
    return ok({ value: true as const, events: [] })
  })
}

/** Begins signing in with whichever passkey the device keeps for this site: the options for the browser, as JSON. */
export async function beginPasskeySignIn(node: Pick<OperatingNode, 'database' | 'now'>, party: RelyingParty) {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    timeout: CHALLENGE_MS,
    userVerification: 'required',
  })
  await openChallenge(node, options.challenge, null)
  return JSON.stringify(options)
}

/** Signs in with a passkey: the token of a new session and the account, as with a password. */
export async function signInWithPasskey(
  node: Omit<SignInNode, 'throttle'>,
  party: RelyingParty,
  answer: { readonly credential: string; readonly browser: string },
): Promise<Result<{ readonly token: string; readonly account: Account }, { readonly code: 'passkey' }>> {
  const { database, demonstrationAllowed } = node
  const now = node.now()
  const refused = fail({ code: 'passkey' } as const)
  const credential = usedCredential(answer.credential)
  const challenge = credential && challengeOf(credential)
  if (!credential || !challenge || !(await useChallenge(database, challenge, null, now))) return refused
  const found = await database.transaction(async (tx) => {
    const key = await lockPasskey(tx, credential.id)
    const account = key && (await readAccount(tx, key.account))
    if (!key || !account) return undefined
    const counter = await verifiedUse(party, credential, challenge, key)
    if (counter !== undefined) await countPasskeyUse(tx, key.id, counter, now)
    return { account, fits: counter !== undefined }
  })
  if (!found) return refused
  const { account, fits } = found
  const usable = fits && !account.disabledAt && (!account.demonstration || demonstrationAllowed)
  await audit(database, account, usable ? 'done' : 'refused', now)
  return usable ? ok({ token: await beginSession(database, account, answer.browser, now), account }) : refused
}

function openChallenge(
  { database, now }: Pick<OperatingNode, 'database' | 'now'>,
  challenge: string,
  account: string | null,
): Promise<void> {
  const time = now()
  return insertChallenge(database, { challenge, account, expiresAt: new Date(time.getTime() + CHALLENGE_MS) }, time)
}

async function verifiedNew(
  { database, now }: OperatingNode,
  party: RelyingParty,
  response: AddedCredential,
  account: string,
) {
  const challenge = challengeOf(response)
  if (!challenge || !(await useChallenge(database, challenge, account, now()))) return undefined
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      ...expectations(party, challenge),
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return registrationInfo?.credential
  } catch {
    // The library throws at whatever does not hold; all of it is one refusal.
    return undefined
  }
}

/** The new counter when the signature holds; a counter that does not grow is refused by the library (a copied key). */
async function verifiedUse(party: RelyingParty, response: UsedCredential, challenge: string, key: PasskeyRow) {
  if (decodedText(response.response.userHandle) !== key.account) return undefined
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      ...expectations(party, challenge),
      credential: {
        id: key.id,
        publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
        counter: key.counter,
      },
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

function expectations({ id, origin }: RelyingParty, challenge: string) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }
}

const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const decodedText = (text: string) => Buffer.from(text, 'base64url').toString('utf8')
