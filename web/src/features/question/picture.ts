// Reads a picture that is to go with a question. It is drawn anew: not larger than models look at, and without what a
// camera notes in a file, such as the place.
import type { Picture } from "../../engine/pictures.ts";

/** In pixels, on the longer side. Services shrink what is larger themselves. */
const longestSide = 1568;

/** In bytes. A screenshot stays as sharp as it is up to here; what is more becomes a photograph. */
const largestDrawing = 1_500_000;

/** Rejects what the browser cannot show as a picture. */
export async function readPicture(file: File): Promise<Picture> {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
    const context = canvas.getContext("2d");
    if (!context) {
        throw new Error("there is no canvas");
    }
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const drawing = file.type === "image/jpeg" ? undefined : await canvas.convertToBlob({ type: "image/png" });
    const kept = drawing && drawing.size <= largestDrawing ? drawing : await asPhotograph(canvas, context);
    const type = kept === drawing ? "image/png" : "image/jpeg";
    return { name: file.name, type, data: await base64Of(kept), width: canvas.width, height: canvas.height };
}

async function asPhotograph(canvas: OffscreenCanvas, context: OffscreenCanvasRenderingContext2D): Promise<Blob> {
    // What is transparent would become black.
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    return canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
}

function base64Of(blob: Blob): Promise<string> {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ""));
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(blob);
    });
}
