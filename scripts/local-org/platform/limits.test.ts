import { LimitMeter, MICROSECONDS_PER_STATEMENT } from './limits';
import { messageOf } from './testing';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
describe('governor limits', () => {
  it('should_stop_uncatchably_at_the_query_after_the_last', () => {
    const meter = LimitMeter.of('sync');
    for (let query = 0; query < 100; query++) meter.use('queries');
    expect(messageOf(() => meter.use('queries'))).toBe('System.LimitException: Too many SOQL queries: 101');
  });

  it.each([
    ['dmlStatements', 151, 'Too many DML statements: 151'],
    ['queryRows', 50_001, 'Too many query rows: 50001'],
    ['queryRows', 70_000, 'Too many query rows: 50001'],
    ['dmlRows', 10_001, 'Too many DML rows: 10001'],
    ['callouts', 101, 'Too many callouts: 101'],
    ['queueableJobs', 51, 'Too many queueable jobs added to the queue: 51'],
  ] as const)('should_word_too_many_%s_as_the_platform_does', (name, amount, message) => {
    expect(messageOf(() => LimitMeter.of('sync').use(name, amount))).toBe(`System.LimitException: ${message}`);
  });

  it('should_give_asynchronous_code_its_own_column', () => {
    expect(LimitMeter.of('async').limit('queries')).toBe(200);
    expect(LimitMeter.of('async').limit('queueableJobs')).toBe(1);
    expect(LimitMeter.of('async').limit('heapSize')).toBe(25 * 1024 * 1024);
    expect(LimitMeter.of('scheduled').limit('queueableJobs')).toBe(50);
    expect(LimitMeter.of('eventTrigger').limit('cpuTime')).toBe(10_000);
    expect(LimitMeter.of('batch').limit('futureCalls')).toBe(0);
  });

  it('should_count_finalizers_as_synchronous_but_for_heap_and_jobs', () => {
    const meter = LimitMeter.of('finalizer');
    expect([meter.limit('queries'), meter.limit('queueableJobs'), meter.limit('heapSize')]).toEqual([
      100,
      1,
      25 * 1024 * 1024,
    ]);
  });

  it('should_reach_the_cpu_limit_at_the_same_statement_on_every_machine', () => {
    const meter = LimitMeter.of('sync');
    const statements = (10_000 * 1000) / MICROSECONDS_PER_STATEMENT;
    meter.tick(statements);
    expect(meter.get('cpuTime')).toBe(10_000);
    expect(messageOf(() => meter.tick())).toBe('System.LimitException: Apex CPU time limit exceeded');
  });

  it('should_measure_the_heap_when_enough_came_together', () => {
    const meter = LimitMeter.of('sync');
    meter.measureHeap = () => 11 * 1024 * 1024;
    meter.allocate(1000);
    expect(messageOf(() => meter.allocate(2 * 1024 * 1024))).toBe(
      `System.LimitException: Apex heap size too large: ${11 * 1024 * 1024}`,
    );
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_bulk_exceptions.htm
  it('should_go_back_to_where_they_stood_before_a_first_attempt', () => {
    const meter = LimitMeter.of('sync');
    meter.use('queries', 3);
    meter.tick(1_000);
    const reset = meter.mark();
    for (let attempt = 1; attempt <= 3; attempt++) {
      meter.use('queries', 60);
      meter.tick(4_000_000);
      reset();
    }
    expect([meter.get('queries'), meter.get('cpuTime')]).toEqual([3, 2]);
    meter.use('queries', 97);
    expect(() => meter.use('queries')).toThrow('Too many SOQL queries: 101');
  });

  it('should_let_a_hook_kill_at_a_point', () => {
    const meter = LimitMeter.of('async', {}, (point, used) =>
      point === 'callouts' && used === 4 ? 'Apex CPU time limit exceeded' : null,
    );
    for (let call = 0; call < 3; call++) meter.use('callouts');
    expect(messageOf(() => meter.use('callouts'))).toBe('System.LimitException: Apex CPU time limit exceeded');
    expect(meter.get('callouts')).toBe(3);
  });
});
