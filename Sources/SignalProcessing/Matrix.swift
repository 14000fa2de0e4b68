/// A dense matrix of single-precision values in one contiguous buffer, row after row.
///
/// Time–frequency data is stored with one row per frame: `matrix[frame, band]`.
public struct Matrix: Sendable, Equatable {
    /// The number of rows (frames, where rows are time).
    public let rows: Int

    /// The number of columns (bands or dimensions).
    public let columns: Int

    /// All values, row-major, `rows * columns` of them.
    public var values: [Float]

    /// Creates a matrix of `rows` × `columns` values that are all `value`.
    public init(rows: Int, columns: Int, repeating value: Float = 0) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative side")
        self.rows = rows
        self.columns = columns
        values = [Float](repeating: value, count: rows * columns)
    }

    /// Creates a matrix from row-major values; the number of rows follows.
    ///
    /// - Parameters:
    ///   - values: Row-major values; their count must be a multiple of `columns`.
    ///   - columns: The number of columns, at least 1.
    public init(values: [Float], columns: Int) {
        precondition(columns > 0 && values.count.isMultiple(of: columns), "rows must be whole")
        self.columns = columns
        rows = values.count / columns
        self.values = values
    }

    /// The value at a row and a column, both counted from 0.
    public subscript(row: Int, column: Int) -> Float {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The values of one row, copied-free.
    public subscript(row row: Int) -> ArraySlice<Float> {
        values[row * columns..<(row + 1) * columns]
    }
}
