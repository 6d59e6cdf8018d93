declare global {
  // The name that libraries which add <style> elements of their own look under (get-nonce).
  var __webpack_nonce__: string | undefined;
}

/** The server writes a fresh nonce into every page; styles made at run time carry it to pass the content security policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
globalThis.__webpack_nonce__ = nonce;
