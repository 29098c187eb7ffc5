import { useEffect } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { controlStrings } from "../../ui/strings.ts";
import { CalibrateForm } from "./CalibrateForm.tsx";
import { CalibrateProgress } from "./CalibrateProgress.tsx";
import type { CalibrationPage } from "./state.ts";
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

function Inside({ page }: { page: CalibrationPage }) {
    const view = page.view.value;
    const busy = view !== undefined && ["preparing", "running", "pausing", "adding"].includes(view.standing.state);
    return (
        <>
            <div hidden={busy}>
                <CalibrateForm page={page} />
            </div>
            {view && <CalibrateProgress page={page} view={view} />}
        </>
    );
}
