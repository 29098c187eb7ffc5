import { useId } from "preact/hooks";

interface FileFieldProps {
    label: string;
    hint?: string;
    accept: string;
    multiple?: boolean;
    onFiles(files: File[]): void;
}

/** The browser's own field for files. */
export function FileField({ label, hint, accept, multiple = false, onFiles }: FileFieldProps) {
    const id = useId();
    return (
        <div class="field">
            <label for={id}>{label}</label>
            <input
                id={id}
                type="file"
                accept={accept}
                multiple={multiple}
                aria-describedby={hint === undefined ? undefined : `${id}-hint`}
                onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
            />
            {hint !== undefined && (
                <p class="hint" id={`${id}-hint`}>
                    {hint}
                </p>
            )}
        </div>
    );
}
