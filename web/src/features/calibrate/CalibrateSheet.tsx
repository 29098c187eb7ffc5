import { useEffect } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { controlStrings } from "../../ui/strings.ts";
import { BatchProgress, CalibrateAll, TakeColumns } from "./CalibrateAll.tsx";
import { CalibrateForm } from "./CalibrateForm.tsx";
import { CalibrateProgress } from "./CalibrateProgress.tsx";
import type { Calibrations } from "./page.ts";
import { calibrateStrings } from "./strings.ts";
import "./calibrate.css";
import "../index/index.css";

/** A model earns its place in the index. What is under way goes on when the sheet is closed. */
export function CalibrateSheet() {
    const { calibration, openCalibration, sheet } = useAppState();
    const words = calibrateStrings;
    useEffect(() => void (calibration.value ?? openCalibration()), [calibration, openCalibration]);
    return (
        <Sheet
            title={words.title}
            wide
            onClose={() => {
                sheet.value = undefined;
            }}
        >
            <p class="muted">{words.intro}</p>
            {calibration.value ? <Inside page={calibration.value} /> : <p class="hint">{controlStrings.partLoading}</p>}
        </Sheet>
    );
}

function Inside({ page }: { page: Calibrations }) {
    const { batch } = page;
    const view = page.view.value;
    const many = batch.view.value;
    const all = many?.standing === "running" || many?.standing === "adding";
    const busy = view !== undefined && ["preparing", "running", "pausing", "adding"].includes(view.standing.state);
    return (
        <>
            {many && <BatchProgress page={page} batch={batch} view={many} />}
            <div class="calibrate-ways" hidden={busy || all}>
                <CalibrateForm page={page} onBegin={batch.close} />
                <CalibrateAll page={page} batch={batch} />
                <TakeColumns batch={batch} />
            </div>
            {view && !many && <CalibrateProgress page={page} view={view} />}
        </>
    );
}
