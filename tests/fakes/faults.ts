export type Fault<Operation, Kind> = {
  operation: Operation;
  kind: Kind;
  /** So many requests of the operation pass first. */
  after?: number;
  /** How many requests meet it. Default 1. */
  times?: number;
};

/** Which request of a replica meets which fault. */
export function createFaults<Operation, Kind>() {
  let faults: Required<Fault<Operation, Kind>>[] = [];
  return {
    add(fault: Fault<Operation, Kind>) {
      faults.push({ after: 0, times: 1, ...fault });
    },
    take(operation: Operation | null): Kind | null {
      const next = faults.find((fault) => fault.operation === operation);
      if (!next) return null;
      if (next.after > 0) {
        next.after -= 1;
        return null;
      }
      next.times -= 1;
      if (next.times <= 0) faults = faults.filter((fault) => fault !== next);
      return next.kind;
    },
  };
}
