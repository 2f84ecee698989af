/** Hooks of old elements ran where classes of Java were at hand. */

const globals = ['Java', 'Packages', 'JavaImporter', 'importPackage', 'importClass', 'java', 'javax', 'org', 'com'];

const inCode =
  /(?<![.\w$])(?:Java\.(?:type|from|to|extend)|Packages\.\w+|JavaImporter|importPackage|importClass|javax?\.[a-z]+\.\w+|org\.joda)\b/;

/** The first thing of Java that the code mentions, e.g. `Java.type`. */
export const javaInCode = (code: string): string | undefined => inCode.exec(code)?.[0];

/** Whether an error says that something of Java is missing. */
export const missesJava = (message: string): boolean =>
  globals.some((name) => message === `'${name}' is not defined` || message === `${name} is not defined`);
