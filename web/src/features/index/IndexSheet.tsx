import { useEffect } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { BuildForm } from "./BuildForm.tsx";
import { ColumnForm } from "./ColumnForm.tsx";
import { HeatMap } from "./HeatMap.tsx";
import { InUse } from "./InUse.tsx";
import { KeptList } from "./KeptList.tsx";
import { LoadForm } from "./LoadForm.tsx";
import { StatusBar } from "./StatusBar.tsx";
import type { IndexState } from "./state.ts";
import { indexStrings } from "./strings.ts";
import { VectorForm } from "./VectorForm.tsx";
import "./index.css";

/** Which index decides, what it holds, and how to have another. */
export function IndexSheet() {
    const { indexes, loading, sheet, anyHost, openCalibration, vectors } = useAppState();
    const engine = loading.value.state === "ready" ? loading.value.engine : undefined;
    const words = indexStrings;
    useEffect(() => void indexes.open(), [indexes]);
    return (
        <Sheet
            title={words.title}
            wide
            onClose={() => {
                sheet.value = undefined;
            }}
        >
            <div class="index-sheet" {...dropping(indexes)}>
                <p class="muted">{words.intro}</p>
                {/* Not before what is kept was read: until then its name is not known. */}
                {engine && indexes.kept.value && <InUse indexes={indexes} engine={engine} />}
                {vectors.value && <VectorForm vectors={vectors.value} />}
                {engine && <HeatMap info={engine.info} />}
                <KeptList indexes={indexes} />
                <section class="index-part">
                    <Disclosure summary={words.load.title}>
                        <LoadForm indexes={indexes} anyHost={anyHost} />
                    </Disclosure>
                    {engine && (
                        <Disclosure summary={words.build.title}>
                            <BuildForm indexes={indexes} engine={engine} />
                        </Disclosure>
                    )}
                    {engine && (
                        <Disclosure summary={words.column.title}>
                            <ColumnForm indexes={indexes} />
                        </Disclosure>
                    )}
                    <div class="index-ways">
                        <button type="button" class="quiet" onClick={() => void openCalibration()}>
                            {words.calibrate}
                        </button>
                        <button
                            type="button"
                            class="quiet"
                            onClick={() => {
                                sheet.value = "marks";
                            }}
                        >
                            {words.marks}
                        </button>
                    </div>
                </section>
            </div>
            <StatusBar indexes={indexes} />
        </Sheet>
    );
}

/**
 * Files may be dropped anywhere; a browser would leave the page for them otherwise. Fields for files take their
 * own.
 */
function dropping(indexes: IndexState) {
    const isField = (event: DragEvent) => event.target instanceof HTMLInputElement;
    return {
        onDragOver(event: DragEvent) {
            if (!isField(event)) {
                event.preventDefault();
            }
        },
        onDrop(event: DragEvent) {
            const files = [...(event.dataTransfer?.files ?? [])];
            if (!isField(event) && files.length > 0) {
                event.preventDefault();
                void indexes.takeFiles(files);
            }
        },
    };
}
