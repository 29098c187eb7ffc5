// The key that a visitor wants to be remembered. A page whose storage is closed remembers none.

const nameOf = (endpoint: string) => `smacs-ask key ${endpoint}`;

export function storedKey(endpoint: string): string {
    try {
        return localStorage.getItem(nameOf(endpoint)) ?? "";
    } catch {
        return "";
    }
}

/** "": forgets it. */
export function storeKey(endpoint: string, key: string): void {
    try {
        if (key === "") {
            localStorage.removeItem(nameOf(endpoint));
        } else {
            localStorage.setItem(nameOf(endpoint), key);
        }
    } catch {
        // Nothing is stored, as before.
    }
}
