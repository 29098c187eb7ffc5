import { Disclosure } from "../../ui/Disclosure.tsx";
import type { ModelTableProps } from "./ModelRows.tsx";
import { routeStrings } from "./strings.ts";
import { ModelRows } from "./tables.ts";

/** What the index says of every model it knows. */
export function ModelTable(props: ModelTableProps) {
    return (
        <Disclosure summary={routeStrings.route.table(props.route.models.length)}>
            <ModelRows {...props} />
        </Disclosure>
    );
}
