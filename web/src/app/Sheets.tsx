import { lazy } from "../ui/Lazy.tsx";
import { useAppState } from "./context.ts";
import type { SheetName } from "./state.ts";

/** The sheets, each fetched when it is first opened. */
const sheets: Record<SheetName, ReturnType<typeof lazy>> = {
    endpoint: lazy(async () => (await import("../features/endpoint/EndpointSheet.tsx")).EndpointSheet),
    history: lazy(async () => (await import("../features/history/ConnectedHistorySheet.tsx")).ConnectedHistorySheet),
    calibrate: lazy(async () => (await import("../features/calibrate/CalibrateSheet.tsx")).CalibrateSheet),
    help: lazy(async () => (await import("../features/help/HelpSheet.tsx")).HelpSheet),
    index: lazy(async () => (await import("../features/index/IndexSheet.tsx")).IndexSheet),
};

export function Sheets() {
    const { sheet } = useAppState();
    const Open = sheet.value && sheets[sheet.value];
    return Open ? <Open key={sheet.value} /> : null;
}
