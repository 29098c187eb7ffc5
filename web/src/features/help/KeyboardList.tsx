import { helpStrings } from "./strings.ts";

/** Every key that the page knows, and how to ask from the browser's address bar. */
export function KeyboardList() {
    const { key, what, rows, search, searchAfter } = helpStrings.keyboard;
    return (
        <>
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
            <p>
                {search} <code>{`${new URL("./", location.href).href}?q=%s`}</code>
            </p>
            <p>{searchAfter}</p>
        </>
    );
}
