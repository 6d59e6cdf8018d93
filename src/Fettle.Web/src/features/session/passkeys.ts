import { api, read } from "~/api/client";

/** What keeps passkeys from working here: nothing; an address that is a number, with one that is not; or one that no browser trusts. */
export type PasskeyState = { work: true } | { work: false; instead: string | null };

/** WebAuthn belongs to a name (a number has none) in a secure context, which plain http is on this computer alone. */
export function passkeyState(
  { protocol, hostname, port } = window.location,
  secure = window.isSecureContext,
): PasskeyState {
  if (/^127(\.\d+){3}$|^\[::1\]$/.test(hostname))
    return { work: false, instead: `${protocol}//localhost${port && `:${port}`}` };
  const named = !/^[\d.]+$|^\[/.test(hostname);
  const known = typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
  return secure && named && known ? { work: true } : { work: false, instead: null };
}

/** Asks the browser for a passkey of this site and signs in with it. */
export async function signInWithPasskey(): Promise<void> {
  await read(api.POST("/api/passkeys/sign-in", { body: { credential: await passkeyAnswer() } }));
}

/** What a passkey of this site, which the browser asks for, says to the server's question. */
export async function passkeyAnswer() {
  const options = await read(api.POST("/api/passkeys/sign-in/options"));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return ((await navigator.credentials.get({ publicKey })) as PublicKeyCredential).toJSON();
}

/** Makes a passkey on this device and gives its public half to the server. */
export async function addPasskey(name: string): Promise<void> {
  const options = await read(api.POST("/api/me/passkeys/options"));
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  await read(api.POST("/api/me/passkeys", { body: { name, credential: credential.toJSON() } }));
}
