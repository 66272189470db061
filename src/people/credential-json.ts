// What a browser answers in a ceremony of passkeys, as it comes in a form: read strictly before any of it is believed.
import { z } from 'zod'

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/)
const frame = {
  id: Base64Url.max(1400),
  rawId: Base64Url.max(1400),
  type: z.literal('public-key'),
  // No extension is asked for, so none is read.
  clientExtensionResults: z.object({}),
}

const Added = z.strictObject({
  ...frame,
  response: z.strictObject({ clientDataJSON: Base64Url.max(4000), attestationObject: Base64Url.max(20_000) }),
})
const Used = z.strictObject({
  ...frame,
  response: z.strictObject({
    clientDataJSON: Base64Url.max(4000),
    authenticatorData: Base64Url.max(4000),
    signature: Base64Url.max(4000),
    userHandle: Base64Url.max(200),
  }),
})
const ClientData = z.object({ challenge: Base64Url.max(200) })

export type AddedCredential = z.infer<typeof Added>
export type UsedCredential = z.infer<typeof Used>

/** The answer of adding a passkey; undefined when it is not one. */
export function addedCredential(typed: string): AddedCredential | undefined {
  return read(Added, typed)
}

/** The answer of signing in with a passkey; undefined when it is not one. */
export function usedCredential(typed: string): UsedCredential | undefined {
  return read(Used, typed)
}

/** The challenge that the browser says it answered; whether it was ours is looked up. */
export function challengeOf({ response }: AddedCredential | UsedCredential): string | undefined {
  return read(ClientData, Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'))?.challenge
}

function read<Shape>(schema: z.ZodType<Shape>, typed: string): Shape | undefined {
  try {
    return schema.safeParse(JSON.parse(typed)).data
  } catch {
    return undefined
  }
}
