// The browser's part of passkeys as text: plain modules, served by the web room under the hash of their bytes.

// The same in both: base64url in, bytes out and back. Older browsers lack PublicKeyCredential.parse…FromJSON and toJSON.
const SHARED = `const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const form = document.querySelector('form[data-passkey]')
const button = form?.querySelector('button')
const failed = form?.querySelector('[data-failed]')
if (form && button && window.PublicKeyCredential) {
  form.querySelector('[data-without]').hidden = true
  form.querySelector('[data-go]').hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    failed.hidden = true
    button.disabled = true
    try {
      form.elements.credential.value = JSON.stringify(await ceremony(JSON.parse(form.dataset.passkey)))
      // Sends the form as it stands, without this listener.
      form.submit()
    } catch {
      failed.hidden = false
      button.disabled = false
    }
  })
}
`

const USE = `${SHARED}
async function ceremony(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: [] }
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey })
  return {
    id, type, rawId: text(rawId), clientExtensionResults: {},
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  }
}
`

const ADD = `${SHARED}
async function ceremony(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
  }
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey })
  return {
    id, type, rawId: text(rawId), clientExtensionResults: {},
    response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) },
  }
}
`

/** The scripts by the names under which pages ask for them. */
export const peopleScripts: Readonly<Record<'passkey-add' | 'passkey-use', string>> = {
  'passkey-add': ADD,
  'passkey-use': USE,
}
