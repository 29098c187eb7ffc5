// Small tables of made-up goods, teams and weather: looked up, compared, filtered, grouped and joined.
import { people, places, things } from "./names.mjs";
import { numeric, wording } from "./shapes.mjs";

const piped = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const commas = (head, rows) => [head, ...rows].map((row) => row.join(",")).join("\n");
const total = (list) => list.reduce((a, b) => a + b, 0);

/** A table in one of two spellings, as a paragraph of its own. */
const shown = (r, head, rows) => `\n${r.pick([piped, commas])(head, rows)}\n`;

/** Different numbers, so that no two rows tie. */
const different = (r, count, low, high) =>
    r.sample(
        Array.from({ length: high - low + 1 }, (_, i) => low + i),
        count,
    );

/** Goods with prices, stock and shelves. */
function goods(r, count) {
    const names = r.sample(things, count);
    const [prices, stock] = [different(r, count, 2, 30), different(r, count, 11, 90)];
    const shelves = names.map(() => r.pick(["north", "south", "west"]));
    return names.map((name, i) => ({ name, price: prices[i], stock: stock[i], shelf: shelves[i] }));
}

const goodsTable = (r, rows) =>
    shown(
        r,
        ["item", "price", "stock", "shelf"],
        rows.map((row) => [row.name, row.price, row.stock, row.shelf]),
    );

/** Teams with games won, drawn and lost. */
function teams(r, count) {
    const names = r.sample(places, count);
    const won = different(r, count, 2, 14);
    return names.map((name, i) => ({ name, won: won[i], drawn: r.int(0, 7), lost: r.int(1, 9) }));
}

const teamsTable = (r, rows) =>
    shown(
        r,
        ["team", "won", "drawn", "lost"],
        rows.map((row) => [row.name, row.won, row.drawn, row.lost]),
    );

function lookup(r) {
    const rows = goods(r, 3);
    const [row, column] = [r.pick(rows), r.pick(["price", "stock"])];
    const asked = { price: `What is the price of the ${row.name}?`, stock: `How many ${row.name} are in stock?` }[
        column
    ];
    const wrong = [...rows.map((other) => other[column]), row.price, row.stock, rows[0].price];
    return numeric(r, 1, `${goodsTable(r, rows)}${asked}`.trimStart(), row[column], wrong);
}

function whose(r) {
    const rows = teams(r, 4);
    const row = r.pick(rows);
    const wrong = r.shuffle(rows).map(({ name }) => name);
    return wording(r, 1, `${teamsTable(r, rows)}Which team has won ${row.won} games?`.trimStart(), row.name, wrong);
}

function extreme(r) {
    const rows = goods(r, 5);
    const [column, most] = [r.pick(["price", "stock"]), r.chance(0.5)];
    const sorted = [...rows].sort((a, b) => (most ? b[column] - a[column] : a[column] - b[column]));
    const which = {
        price: most ? "is the most expensive" : "is the cheapest",
        stock: most ? "has the largest stock" : "has the smallest stock",
    };
    const wrong = sorted.slice(1).map(({ name }) => name);
    return wording(r, 2, `${goodsTable(r, rows)}Which item ${which[column]}?`.trimStart(), sorted[0].name, wrong);
}

function howMany(r) {
    const rows = goods(r, 6);
    const limit = r.int(8, 20);
    const count = rows.filter(({ price }) => price > limit).length;
    return numeric(r, 2, `${goodsTable(r, rows)}How many items have a price above ${limit}?`.trimStart(), count, [
        rows.length - count,
    ]);
}

function added(r) {
    const rows = goods(r, 5);
    const [a, b] = r.sample(rows, 2);
    const body =
        `${goodsTable(r, rows)}What do one of the ${a.name} and two of the ${b.name} cost together?`.trimStart();
    return numeric(r, 2, body, a.price + 2 * b.price, [
        a.price + b.price,
        2 * a.price + b.price,
        a.stock + 2 * b.stock,
    ]);
}

function played(r) {
    const rows = teams(r, 5);
    const row = r.pick(rows);
    const all = row.won + row.drawn + row.lost;
    return numeric(r, 2, `${teamsTable(r, rows)}How many games has ${row.name} played?`.trimStart(), all, [
        row.won + row.lost,
        all - row.lost,
    ]);
}

function filtered(r) {
    const rows = goods(r, 6);
    const shared = rows.filter((row) => rows.some((other) => other !== row && other.shelf === row.shelf));
    const shelf = r.pick(shared).shelf;
    const chosen = rows.filter((row) => row.shelf === shelf);
    const value = total(chosen.map(({ stock }) => stock));
    const wrong = [
        total(rows.map(({ stock }) => stock)),
        total(chosen.map(({ price }) => price)),
        value - chosen[0].stock,
    ];
    return numeric(
        r,
        3,
        `${goodsTable(r, rows)}What is the total stock on the ${shelf} shelf?`.trimStart(),
        value,
        wrong,
    );
}

/** Three points for a game won, one for one drawn; the first three are not far from each other. */
function points(r) {
    const rows = teams(r, 5);
    const sorted = ranking(rows);
    const of = (place) => rows.find(({ name }) => name === sorted[place]);
    if (!sorted || of(0).won - of(2).won > 3) {
        return points(r);
    }
    const k = r.int(0, 2);
    const body =
        `${teamsTable(r, rows)}A game won gives 3 points, one drawn 1 point. ` +
        `Which team is ${["first", "second", "third"][k]} by points?`;
    return wording(r, 3, body.trimStart(), sorted[k], sorted.toSpliced(k, 1));
}

function worth(r) {
    const rows = goods(r, 5);
    const [low, high] = [r.int(20, 35), r.int(50, 70)];
    const chosen = rows.filter(({ stock }) => stock >= low && stock <= high);
    const value = total(chosen.map(({ price }) => price));
    const body =
        `${goodsTable(r, rows)}Add up the prices of all items whose stock is from ${low} to ${high}. ` +
        "What is the sum?";
    const wrong = [
        total(rows.map(({ price }) => price)) - value,
        total(rows.filter(({ stock }) => stock >= low).map(({ price }) => price)),
    ];
    return numeric(r, 3, body.trimStart(), value, wrong);
}

function spread(r) {
    const rows = teams(r, 6);
    const column = r.pick(["won", "drawn", "lost"]);
    const values = rows.map((row) => row[column]);
    const [most, least] = [Math.max(...values), Math.min(...values)];
    const body = `${teamsTable(r, rows)}By how much does the largest number in the column "${column}" exceed the smallest?`;
    return numeric(r, 3, body.trimStart(), most - least, [most, least, most + least]);
}

/** Who bought what, and what it costs: two tables. */
function joined(r) {
    const rows = goods(r, 4);
    const names = r.sample(people, 3);
    const orders = names.flatMap((name) => r.sample(rows, 2).map((row) => ({ name, row, count: r.int(2, 9) })));
    const list = r.shuffle(orders);
    const prices = shown(
        r,
        ["item", "price"],
        rows.map(({ name, price }) => [name, price]),
    );
    const bought = shown(
        r,
        ["buyer", "item", "count"],
        list.map(({ name, row, count }) => [name, row.name, count]),
    );
    return { rows, names, list, body: `${prices.trimStart()}${bought}` };
}

const spent = (list, name) => total(list.filter((o) => o.name === name).map(({ row, count }) => row.price * count));

function bill(r) {
    const { names, list, body } = joined(r);
    const [name, other] = names;
    const value = spent(list, name);
    const first = list.find((o) => o.name === name);
    const wrong = [
        first.row.price * first.count,
        total(list.filter((o) => o.name === name).map(({ row }) => row.price)),
        spent(list, other),
    ];
    return numeric(r, 4, `${body}How much does ${name} pay in all?`, value, wrong);
}

function richest(r) {
    const { names, list, body } = joined(r);
    const [more, less] = r.sample(names, 2).sort((a, b) => spent(list, b) - spent(list, a));
    const value = spent(list, more) - spent(list, less);
    const wrong = [
        spent(list, more),
        spent(list, less),
        spent(list, more) + spent(list, less),
        value + list[0].row.price,
    ];
    return numeric(r, 4, `${body}How much more does ${more} pay than ${less}?`, value, wrong);
}

function sold(r) {
    const { rows, list, body } = joined(r);
    const takings = rows.map((row) => ({
        name: row.name,
        sum: total(list.filter((o) => o.row === row).map((o) => o.count * row.price)),
    }));
    const sorted = takings.sort((a, b) => b.sum - a.sum);
    if (sorted[0].sum === sorted[1].sum) {
        return sold(r);
    }
    return wording(
        r,
        4,
        `${body}With which item is the most money taken?`,
        sorted[0].name,
        sorted.slice(1).map(({ name }) => name),
    );
}

/** Shelves by the value of what is on them. */
function shelves(r) {
    const rows = goods(r, 6);
    const of = (shelf) => total(rows.filter((row) => row.shelf === shelf).map(({ price, stock }) => price * stock));
    const sorted = ["north", "south", "west"].sort((a, b) => of(b) - of(a));
    if (of(sorted[0]) - of(sorted[1]) < 20) {
        return shelves(r);
    }
    const value = of(sorted[0]);
    const body =
        `${goodsTable(r, rows)}The value of an item is its price times its stock. What is the total ` +
        "value on the shelf where it is highest?";
    return numeric(r, 4, body.trimStart(), value, [of(sorted[1]), value - rows[0].price, value + 10 * rows[1].price]);
}

/** Teams by points, the best first; undefined where two are equal. */
function ranking(rows, gains = new Map()) {
    const of = (row) => 3 * row.won + row.drawn + (gains.get(row) ?? 0);
    const tied = new Set(rows.map(of)).size < rows.length;
    return tied ? undefined : [...rows].sort((x, y) => of(y) - of(x)).map(({ name }) => name);
}

/** A table after one more round of games, which changes who is at the place that is asked for. */
function afterwards(r) {
    const rows = teams(r, 5);
    const [a, b, c, d] = r.sample(rows, 4);
    const gains = new Map().set(a, 3).set(c, 1).set(d, 1);
    const [before, now] = [ranking(rows), ranking(rows, gains)];
    const places = [1, 2, 3].filter((k) => before && now && now[k] !== before[k]);
    if (places.length === 0) {
        return afterwards(r);
    }
    const k = r.pick(places);
    const body =
        `${teamsTable(r, rows)}A game won gives 3 points, one drawn 1 point. Now ${a.name} beats ${b.name}, and ` +
        `${c.name} and ${d.name} draw. Which team is then ${["", "second", "third", "fourth"][k]} by points?`;
    return wording(r, 4, body.trimStart(), now[k], now.toSpliced(k, 1));
}

export const tables = {
    name: "tables",
    levels: [
        [lookup, whose],
        [extreme, howMany, added, played],
        [filtered, points, worth, spread],
        [bill, richest, sold, shelves, afterwards],
    ],
};
