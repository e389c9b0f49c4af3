/**
 * A folder that can be written to: that of the environment variable `COURIER_CACHE`, the one in this package's
 * `node_modules`, or one for temporary files where the package is read-only.
 */
export declare function cacheFolder(): string;
