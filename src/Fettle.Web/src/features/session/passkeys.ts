import { api, read } from "~/api/client";

export function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Asks the browser for a passkey of this site and signs in with it. */
export async function signInWithPasskey(): Promise<void> {
  const options = await read(api.POST("/api/passkeys/sign-in/options"));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  await read(api.POST("/api/passkeys/sign-in", { body: { credential: credential.toJSON() } }));
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
