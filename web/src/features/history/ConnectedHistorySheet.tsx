import { useAppState } from "../../app/context.ts";
import { HistorySheet } from "./HistorySheet.tsx";

/** The history of this page. A question that is opened takes the sheet's place. */
export function ConnectedHistorySheet() {
    const { history, openSaved, sheet } = useAppState();
    const close = () => {
        sheet.value = undefined;
    };
    return (
        <HistorySheet
            history={history}
            onOpen={(id) => {
                close();
                void openSaved(id);
            }}
            onClose={close}
        />
    );
}
