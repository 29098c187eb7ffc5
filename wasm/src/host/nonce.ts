/**
 * 128 random bits as hexadecimal digits, for a request's `nonce`. Unlike crypto.randomUUID, it works on http pages
 * too.
 */
export function freshNonce(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
