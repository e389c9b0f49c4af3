import { rangesOf } from './jobs';

describe('schedules shared among processes', () => {
  it.each([
    [10, 3, [3, 3, 4]],
    [2, 8, [1, 1]],
    [200, 1, [200]],
  ])('should_cover_%i_schedules_with_%i_processes_without_a_gap', (runs, jobs, lengths) => {
    const ranges = rangesOf(runs, jobs);
    expect(ranges.map((range) => range.runs)).toEqual(lengths);
    ranges.forEach(({ from }, index) => {
      const before = ranges[index - 1];
      expect(from).toBe(before ? before.from + before.runs : 0);
    });
  });
});
