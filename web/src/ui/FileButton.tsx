import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

interface FileButtonProps {
    /** Of the field that the button stands for. */
    label: string;
    accept: string;
    onFile(file: File): void | Promise<void>;
    children: ComponentChildren;
}

/** A button that lets a file be chosen. The same file may be chosen again. */
export function FileButton({ label, accept, onFile, children }: FileButtonProps) {
    const input = useRef<HTMLInputElement>(null);
    return (
        <>
            <button type="button" class="quiet" onClick={() => input.current?.click()}>
                {children}
            </button>
            <input
                ref={input}
                hidden
                type="file"
                aria-label={label}
                accept={accept}
                onChange={(event) => {
                    const [file] = event.currentTarget.files ?? [];
                    event.currentTarget.value = "";
                    if (file) {
                        void onFile(file);
                    }
                }}
            />
        </>
    );
}
