import { Icon, type IconName } from "../../ui/icons.tsx";
import type { Checked, Standing } from "./model/checks.ts";

const icons: Record<Standing, IconName> = { running: "wait", passed: "check", failed: "cross", ran: "check" };

/** What running has shown of an answer, as a sign and words. */
export function CheckMark({ checked: { standing, words } }: { checked: Checked }) {
    return (
        <span class={`checked ${standing}`} data-checked={standing}>
            <Icon name={icons[standing]} />
            {words}
        </span>
    );
}
