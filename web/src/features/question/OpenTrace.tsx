import { useAppState } from "../../app/context.ts";
import { FileButton } from "../../ui/FileButton.tsx";
import { questionStrings } from "./strings.ts";

/** Opens the trace of a run: it is shown as it was, without a network. */
export function OpenTrace() {
    const { openTrace } = useAppState();
    const words = questionStrings.question;
    return (
        <FileButton
            label={words.openLabel}
            accept=".json,application/json"
            onFile={async (file) => openTrace(await file.text(), "file")}
        >
            {words.open}
        </FileButton>
    );
}
