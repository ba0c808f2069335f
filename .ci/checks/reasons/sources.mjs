/**
 * The protocols and texts that calls of `invalid(packet, protocol, text)` and `logInvalid(packet, protocol, text)` can have, found by following
 * both arguments back to where they are written: through variables, parameters and what functions return.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const CALLS = new Set(['invalid', 'logInvalid']);
/** Arguments of those calls. */
const PROTOCOL = 1;
const TEXT = 2;

/** `{ protocol, text, place }` for every text, the protocol as `Protocol` has it, `{}` standing for what is only known at run time. */
export function messages(folder) {
  const files = fs.readdirSync(folder, { recursive: true }).filter(file => /(?<!\.test)\.ts$/.test(file));
  const program = ts.createProgram(
    files.map(file => path.join(folder, file)),
    { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, noLib: true, types: [] },
  );
  const sources = program.getSourceFiles().filter(({ fileName }) => path.relative(folder, fileName).match(/^[^.]/));
  const search = new Search(program.getTypeChecker(), sources);
  const found = new Map();
  for (const call of search.calls(node => CALLS.has(calledName(node)) && !isHandedOn(node))) {
    for (const protocol of search.values(call.arguments[PROTOCOL])) {
      for (const text of search.values(call.arguments[TEXT])) {
        found.set(`${protocol}: ${text.trim()}`, { protocol, text: text.trim(), place: place(call) });
      }
    }
  }
  return [...found.values()];
}

/** Whether the call stands in the body of one of the two themselves. */
function isHandedOn(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isMethodDeclaration(at) && ts.isIdentifier(at.name) && CALLS.has(at.name.text)) return true;
  }
  return false;
}

function place(node) {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${path.relative('.', source.fileName)}:${line + 1}`;
}

class Search {
  #checker;
  /** Every node of the sources. */
  #nodes;
  /** Expressions that are being followed: whatever leads back to itself adds nothing. */
  #open = new Set();

  constructor(checker, sources) {
    this.#checker = checker;
    this.#nodes = sources.flatMap(descendants);
  }

  calls(fits) {
    return this.#all(node => ts.isCallExpression(node) && fits(node));
  }

  /** All texts an expression can have, or members of an enumeration. */
  values(node) {
    if (this.#open.has(node)) return [];
    this.#open.add(node);
    const found = this.#read(node);
    this.#open.delete(node);
    return [...new Set(found)];
  }

  #read(node) {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return this.values(node.expression);
    if (ts.isConditionalExpression(node)) return [...this.values(node.whenTrue), ...this.values(node.whenFalse)];
    if (node.kind === ts.SyntaxKind.NullKeyword) return [];
    if (ts.isTemplateExpression(node)) return this.#template(node);
    if (ts.isIdentifier(node)) return this.#variable(node);
    if (ts.isCallExpression(node)) return this.#returned(node);
    if (ts.isPropertyAccessExpression(node)) return [node.name.text];
    return ['{}'];
  }

  /** Texts that are put in are followed, too; numbers and the results of calls stay open. */
  #template({ head, templateSpans }) {
    let texts = [head.text];
    for (const { expression, literal } of templateSpans) {
      const isText = ts.isIdentifier(expression) && this.#isString(expression);
      const parts = isText ? this.values(expression) : ['{}'];
      texts = texts.flatMap(text => parts.map(part => text + part + literal.text));
    }
    return texts;
  }

  #isString(node) {
    return (this.#checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
  }

  #variable(node) {
    const symbol = this.#symbol(node);
    return (symbol?.declarations ?? []).flatMap(declaration => {
      if (ts.isParameter(declaration)) return this.#passed(declaration);
      if (!ts.isVariableDeclaration(declaration)) return ['{}'];
      const assigned = this.#all(
        each =>
          ts.isBinaryExpression(each) &&
          each.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
          this.#symbol(each.left) === symbol,
      );
      const values = [declaration.initializer, ...assigned.map(({ right }) => right)].filter(Boolean);
      return values.flatMap(value => this.values(value)).filter(text => text !== '');
    });
  }

  /** What the callers of a function pass for one of its parameters. */
  #passed(parameter) {
    const owner = parameter.parent;
    const at = owner.parameters.indexOf(parameter);
    const named = owner.name ? owner : owner.parent;
    const symbols = this.#aliases(this.#symbol(named.name));
    const calls = this.#all(node => ts.isCallExpression(node) && symbols.has(this.#symbol(nameOf(node))));
    return calls.flatMap(({ arguments: passed }) => (passed[at] ? this.values(passed[at]) : []));
  }

  /** A function, and the parameters of others that it is passed for. */
  #aliases(symbol) {
    const receivers = this.#all(ts.isCallExpression).flatMap(call => {
      const at = call.arguments.findIndex(argument => ts.isIdentifier(argument) && this.#symbol(argument) === symbol);
      const declaration = at < 0 ? undefined : this.#symbol(nameOf(call))?.declarations?.[0];
      return declaration?.parameters?.[at] ? [this.#symbol(declaration.parameters[at].name)] : [];
    });
    return new Set([symbol, ...receivers]);
  }

  #returned(call) {
    return (this.#symbol(nameOf(call))?.declarations ?? []).flatMap(declaration => {
      if (!declaration.body) return ['{}'];
      const returns = descendants(declaration.body).filter(node => ts.isReturnStatement(node) && node.expression);
      return returns.flatMap(({ expression }) => this.values(expression));
    });
  }

  /** The symbol behind a name, imports seen through. */
  #symbol(node) {
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #all(fits) {
    return this.#nodes.filter(fits);
  }
}

function nameOf({ expression }) {
  return ts.isPropertyAccessExpression(expression) ? expression.name : expression;
}

function calledName(call) {
  const name = nameOf(call);
  return ts.isIdentifier(name) ? name.text : '';
}

function descendants(node) {
  const found = [node];
  ts.forEachChild(node, child => void found.push(...descendants(child)));
  return found;
}
