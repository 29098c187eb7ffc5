import { Field } from "./Field.tsx";

interface FileFieldProps {
    label: string;
    hint?: string;
    accept: string;
    multiple?: boolean;
    onFiles(files: File[]): void;
}

/** The browser's own field for files. */
export function FileField({ label, hint, accept, multiple = false, onFiles }: FileFieldProps) {
    return (
        <Field label={label} hint={hint}>
            {(id, below) => (
                <input
                    id={id}
                    type="file"
                    accept={accept}
                    multiple={multiple}
                    aria-describedby={below}
                    onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
                />
            )}
        </Field>
    );
}
