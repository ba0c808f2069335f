/** Features for the benchmark: a handshake in a table, once or a thousand times. */

function scenario(n: number): string {
  return `
  @id:bench-${n}
  Scenario: Handshake number ${n}
    Given a router
    And the flow tcp client:${1024 + n} > server:80
    When these packets arrive:
      | dir | packet                    | ctstate     | state       |
      | >   | S 0:0(0) win 64240        | NEW         | SYN_SENT    |
      | <   | S. 0:0(0) ack 1 win 65535 | ESTABLISHED | SYN_RECV    |
      | >   | . 1:1(0) ack 1 win 502    | ESTABLISHED | ESTABLISHED |
    Then the table holds 1 entry
`;
}

export function oneScenario(): string {
  return manyScenarios(1);
}

export function manyScenarios(count: number): string {
  return `Feature: Benchmark\n${Array.from({ length: count }, (_, n) => scenario(n)).join('')}`;
}
