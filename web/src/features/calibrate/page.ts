// Calibrating, one model or several.
import { type Batch, createBatch } from "./batch.ts";
import { type CalibrationPage, type CalibrationParts, createCalibrationPage } from "./state.ts";

export interface Calibrations extends CalibrationPage {
    batch: Batch;
}

export function createCalibrations(parts: CalibrationParts): Calibrations {
    const page = createCalibrationPage(parts);
    return { ...page, batch: createBatch(page) };
}
