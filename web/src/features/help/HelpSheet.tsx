import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useAppState } from "../../app/context.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { About } from "./About.tsx";
import { HowItDecides } from "./HowItDecides.tsx";
import { KeyboardList } from "./KeyboardList.tsx";
import { Parts } from "./Parts.tsx";
import { helpStrings } from "./strings.ts";
import { Trouble } from "./Trouble.tsx";
import "./help.css";

type TabName = keyof typeof helpStrings.tabs;

const views: Record<TabName, () => ComponentChildren> = {
    decides: HowItDecides,
    keyboard: KeyboardList,
    privacy: () => <Parts parts={helpStrings.privacy} />,
    trouble: Trouble,
    about: About,
};

/** The documentation inside the page. */
export function HelpSheet() {
    const { sheet } = useAppState();
    const tab = useSignal<TabName>("decides");
    const View = views[tab.value];
    return (
        <Sheet
            title={helpStrings.title}
            wide
            onClose={() => {
                sheet.value = undefined;
            }}
        >
            <Tabs
                label={helpStrings.label}
                options={(Object.keys(views) as TabName[]).map((value) => ({ value, label: helpStrings.tabs[value] }))}
                value={tab.value}
                onChange={(value) => {
                    tab.value = value;
                }}
            >
                <View />
            </Tabs>
        </Sheet>
    );
}
