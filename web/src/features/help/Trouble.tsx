import { StartLines } from "../endpoint/NothingFound.tsx";
import { Part, Parts } from "./Parts.tsx";
import { helpStrings } from "./strings.ts";

/** What to do when something fails. */
export function Trouble() {
    const { local, parts, limits } = helpStrings.trouble;
    return (
        <>
            <Part part={local}>
                <StartLines />
            </Part>
            <Parts parts={[...parts, limits]} />
        </>
    );
}
