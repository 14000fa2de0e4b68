import SignalProcessing
import Testing

@Suite struct MatrixTests {
    @Test("rows lie one after the other")
    func layout() {
        var matrix = Matrix(values: [1, 2, 3, 4, 5, 6], columns: 3)
        #expect(matrix.rows == 2)
        #expect(matrix[0, 2] == 3)
        #expect(matrix[1, 0] == 4)
        #expect(Array(matrix[row: 1]) == [4, 5, 6])
        matrix[1, 1] = 9
        #expect(matrix.values == [1, 2, 3, 4, 9, 6])
    }

    @Test("a matrix without rows keeps its columns, and equals only its like")
    func empty() {
        #expect(Matrix(values: [], columns: 3) == Matrix(rows: 0, columns: 3))
        #expect(Matrix(rows: 0, columns: 3) != Matrix(rows: 0, columns: 2))
        #expect(Matrix(rows: 2, columns: 2, repeating: 7).values == [7, 7, 7, 7])
    }

    @Test("rows that are not whole, negative sides and places outside are mistakes of the caller")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = Matrix(values: [1, 2, 3], columns: 2) }
        await #expect(processExitsWith: .failure) { _ = Matrix(values: [], columns: 0) }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: -1, columns: 1) }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 2)[2, 0] }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 2)[row: -1] }
    }
}
