/** Whether this browser hands files to other programs of the device. */
export function canShare(): boolean {
    const probe = () => new File([""], "probe.json", { type: "application/json" });
    return typeof navigator !== "undefined" && navigator.canShare?.({ files: [probe()] }) === true;
}

/** Opens the device's own sheet for sharing. Changing one's mind there is no error. */
export async function shareFile(name: string, type: string, text: string): Promise<void> {
    try {
        await navigator.share({ files: [new File([text], name, { type })] });
    } catch {
        // Given up by the visitor, or refused by the device, which says so itself.
    }
}
