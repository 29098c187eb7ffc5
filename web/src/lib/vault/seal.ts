// Texts under AES-GCM. Whose text it is goes in as additional data, so that what was sealed for one owner opens for no
// other.

export interface Sealed {
    iv: Uint8Array<ArrayBuffer>;
    data: Uint8Array<ArrayBuffer>;
}

const cipher = { name: "AES-GCM", length: 256 };
const uses: KeyUsage[] = ["encrypt", "decrypt"];
const utf8 = (text: string) => new TextEncoder().encode(text);

/** As OWASP recommends for PBKDF2 with SHA-256; about a quarter of a second on a laptop. */
export const iterations = 600_000;

/** A random key that no script can read the bytes of. */
export function makeKey(): Promise<CryptoKey> {
    return crypto.subtle.generateKey(cipher, false, uses);
}

/** The key that a passphrase stands for. Different ways to type one accent are one passphrase. */
export async function keyOfPassphrase(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number) {
    const text = utf8(passphrase.normalize("NFKC"));
    const material = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
    return crypto.subtle.deriveKey(how, material, cipher, false, uses);
}

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
    return crypto.getRandomValues(new Uint8Array(length));
}

export async function seal(key: CryptoKey, owner: string, text: string): Promise<Sealed> {
    const iv = randomBytes(12);
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(owner) }, key, utf8(text));
    return { iv, data: new Uint8Array(data) };
}

/** Throws when the key, the owner or a bit of it is another one. */
export async function unseal(key: CryptoKey, owner: string, { iv, data }: Sealed): Promise<string> {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(owner) }, key, data);
    return new TextDecoder().decode(text);
}
