// How often the default index says that it has questions like a text: of greetings and thanks, which it has none like,
// and of short real questions. Small talk that the index was given counts for nothing. src/prior/README.md has the
// numbers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { missing, root, workshop } from "./tool.mjs";

const smallTalk = [
    "hello",
    "hello there!",
    "hey",
    "good morning",
    "good evening, everyone",
    "thanks",
    "thank you so much!",
    "thanks a lot, that was very helpful",
    "you're welcome",
    "bye",
    "see you later",
    "how's it going?",
    "what's up?",
    "nice to meet you",
    "ok",
    "ok thanks",
    "great, thank you",
    "lol",
    "have a nice day",
    "hallo",
    "guten Morgen",
    "wie geht es dir heute?",
    "vielen Dank!",
    "danke schön, das war sehr nett",
    "tschüss, bis später",
    "bonjour",
    "salut, ça va ?",
    "merci beaucoup",
    "bonne journée",
    "au revoir",
    "hola",
    "hola, ¿cómo estás hoy?",
    "muchas gracias",
    "buenos días",
    "hasta luego",
    "ciao, come stai?",
    "grazie mille",
    "buongiorno",
    "arrivederci",
    "olá, tudo bem?",
    "muito obrigado",
    "bom dia",
    "tchau",
    "привет",
    "привет, как дела?",
    "спасибо большое",
    "доброе утро",
    "до свидания",
    "你好",
    "你好，你今天怎么样？",
    "谢谢",
    "早上好",
    "再见",
    "こんにちは",
    "こんにちは、お元気ですか？",
    "ありがとうございます",
    "おはようございます",
    "안녕하세요",
    "안녕하세요, 오늘 어떠세요?",
    "감사합니다",
    "안녕히 가세요",
    "مرحبا",
    "كيف حالك اليوم؟",
    "شكرا جزيلا",
    "مع السلامة",
    "नमस्ते",
    "आप कैसे हैं?",
    "धन्यवाद",
    "शुभ प्रभात",
    "cześć, jak się masz?",
    "dziękuję bardzo",
    "hej, hur mår du?",
    "merhaba, nasılsın?",
];
const questions = [
    "What is 17 * 23?",
    "Capital of Peru?",
    "7*8",
    "144/12",
    "sqrt(2)",
    "2+2",
    "What is the boiling point of water?",
    "Who wrote Hamlet?",
    "derivative of x^2",
    "Is 91 prime?",
    "Solve 3x+5=20",
    "When did WW2 end?",
    "Largest planet?",
    "Chemical symbol for gold?",
    "Speed of light?",
    "Define entropy",
    "What is DNA?",
    "Explain photosynthesis",
    "Reverse a string in Python",
    "SELECT all users older than 30",
    "What causes diabetes?",
    "Symptoms of anemia?",
    "Side effects of ibuprofen?",
    "Convert 5 miles to km",
    "How many legs has a spider?",
    "15% of 80",
    "What does HTTP 404 mean?",
    "Area of a circle with radius 3",
    "Is the earth flat?",
    "Who painted the Mona Lisa?",
    "Fibonacci in C",
    "Binary search complexity?",
    "What is a mitochondrion?",
    "5!",
    "log10(1000)",
    "Sum of angles in a triangle?",
    "Anna has 3 apples and buys 4. How many?",
    "Hauptstadt von Peru?",
    "Was ist 17 mal 23?",
    "Wer schrieb Faust?",
    "Quelle est la capitale du Pérou ?",
    "Combien font 7 fois 8 ?",
    "¿Cuál es la capital de Perú?",
    "¿Cuánto es 7 por 8?",
    "Qual è la capitale del Perù?",
    "Quanto fa 7 per 8?",
    "Qual é a capital do Peru?",
    "Quanto é 7 vezes 8?",
    "Столица Перу?",
    "Сколько будет 7 умножить на 8?",
    "秘鲁的首都是哪里？",
    "7乘以8等于多少？",
    "ペルーの首都は？",
    "7かける8は？",
    "페루의 수도는?",
    "7 곱하기 8은?",
    "ما هي عاصمة بيرو؟",
    "كم يساوي 7 في 8؟",
    "पेरू की राजधानी क्या है?",
    "7 गुणा 8 कितना है?",
    "Jaka jest stolica Peru?",
    "Peru'nun başkenti neresi?",
    "Vad är huvudstaden i Peru?",
];
const withoutSpaces = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/; // Chinese and Japanese, and Korean
const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{M}]/gu, "");
const asset = (name) => join(root, "web/assets", name);

test("the default index tells small talk from short questions", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const given = new Set(readFileSync(asset("small-talk.txt"), "utf8").split("\n").map(letters).filter(Boolean));
    const count = (name, texts, others) => {
        const found = { none: 0, far: 0, near: 0 };
        const counted = texts.filter((text) => !given.has(letters(text)) && withoutSpaces.test(text) !== others);
        for (const text of counted) {
            const asked = ["route", asset("default.smx"), "--embedder", asset("default.sme"), "--question", text];
            found[JSON.parse(shop.must([...asked, "--json", "--detail"])).nearness]++;
        }
        t.diagnostic(`${name}: ${JSON.stringify(found)}`);
        return (nearness) => found[nearness] / counted.length;
    };
    const idle = count("small talk", smallTalk, true);
    const idleElsewhere = count("small talk without spaces", smallTalk, false);
    const real = count("questions", questions, true);
    count("questions without spaces", questions, false);
    assert.ok(smallTalk.filter((text) => !given.has(letters(text))).length >= 60 && questions.length >= 60);
    assert.ok(idle("near") <= 0.1 && idle("none") >= 0.6, "small talk");
    assert.ok(idleElsewhere("near") <= 0.2, "small talk without spaces");
    assert.ok(real("near") >= 0.7 && real("none") <= 0.2, "questions");
});

test("what asks nothing is like none, and a sum is like many", { skip: missing("native") }, (t) => {
    const shop = workshop(t);
    const nearness = (text) => {
        const asked = ["route", asset("default.smx"), "--embedder", asset("default.sme"), "--question", text];
        return JSON.parse(shop.must([...asked, "--json", "--detail"])).nearness;
    };
    for (const text of ["hi, how are you today?", "👍👍", "....", "asdfasdf", "hmmm", "foo bar baz"]) {
        assert.equal(nearness(text), "none", text);
    }
    for (const text of ["What is 17 * 23?", "2+2", "DNA"]) {
        assert.notEqual(nearness(text), "none", text);
    }
});
