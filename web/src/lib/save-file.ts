/** Offers a text or a file as a download. */
export function saveFile(name: string, type: string, content: BlobPart): void {
    const url = URL.createObjectURL(new Blob([content], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    // The download has to have begun before its source may go.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
