// A trace as it leaves this browser, in a link or a file: it holds no pictures, but says how many there were.
import { isRecord } from "../../lib/storage.ts";
import type { Run } from "./run.ts";

/** How many pictures a run was asked with, here or where it comes from. */
export const picturesOf = ({ pictures = [], missingPictures = 0 }: Run): number => pictures.length || missingPictures;

export function sharedTrace(run: Run): string {
    const pictures = picturesOf(run);
    return pictures === 0 ? run.trace() : JSON.stringify({ ...JSON.parse(run.trace()), pictures });
}

/** How many pictures a trace lacks. It may come from anybody. */
export function missingIn(trace: string): number {
    try {
        const told: unknown = JSON.parse(trace);
        const pictures = isRecord(told) ? Number(told.pictures) : 0;
        return Number.isInteger(pictures) && pictures > 0 && pictures < 1000 ? pictures : 0;
    } catch {
        return 0; // what is wrong with it is said when it is opened
    }
}
