import { helpStrings } from "./strings.ts";

/** Every key that the page knows. */
export function KeyboardList() {
    const { key, what, rows } = helpStrings.keyboard;
    return (
        <table class="help-keys">
            <thead>
                <tr>
                    <th scope="col">{key}</th>
                    <th scope="col" class="text">
                        {what}
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows.map(([name, does]) => (
                    <tr key={name}>
                        <th scope="row">
                            <kbd>{name}</kbd>
                        </th>
                        <td class="text">{does}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
