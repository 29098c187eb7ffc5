import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { TabModels } from "../features/tab/lazy.ts";
import { lazy } from "../ui/Lazy.tsx";
import { controlStrings } from "../ui/strings.ts";
import { useAppState } from "./context.ts";
import type { SheetName } from "./state.ts";

const EndpointSheet = lazy(async () => (await import("../features/endpoint/EndpointSheet.tsx")).EndpointSheet);

/** The sheets, each fetched when it is first opened. */
const sheets: Record<SheetName, ComponentType> = {
    endpoint: () => <EndpointSheet tabModels={<TabPart />} />,
    history: lazy(async () => (await import("../features/history/ConnectedHistorySheet.tsx")).ConnectedHistorySheet),
    calibrate: lazy(async () => (await import("../features/calibrate/CalibrateSheet.tsx")).CalibrateSheet),
    help: lazy(async () => (await import("../features/help/HelpSheet.tsx")).HelpSheet),
    marks: lazy(async () => (await import("../features/personal/MarksSheet.tsx")).MarksSheet),
    index: lazy(async () => (await import("../features/index/IndexSheet.tsx")).IndexSheet),
};

export function Sheets() {
    const { sheet } = useAppState();
    const Open = sheet.value && sheets[sheet.value];
    return Open ? <Open key={sheet.value} /> : null;
}

/** The models that run in this tab. */
function TabPart() {
    const { tab, loadTab } = useAppState();
    useEffect(() => void loadTab().catch(() => {}), [loadTab]);
    return tab.value ? <TabModels tab={tab.value} /> : <p class="hint">{controlStrings.partLoading}</p>;
}
