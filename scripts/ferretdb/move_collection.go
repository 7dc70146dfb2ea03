package handler

import (
	"context"
	"errors"

	"github.com/FerretDB/FerretDB/internal/backends"
	"github.com/FerretDB/FerretDB/internal/types"
	"github.com/FerretDB/FerretDB/internal/util/iterator"
)

// moveCollection is what MongoDB does to rename a collection into another database: a copy with
// its indexes, then the collection itself is dropped.
func (h *Handler) moveCollection(ctx context.Context, oldDB, oldName, newDB, newName string) error {
	from, err := h.b.Database(oldDB)
	if err != nil {
		return err
	}
	to, err := h.b.Database(newDB)
	if err != nil {
		return err
	}
	source, err := from.Collection(oldName)
	if err != nil {
		return err
	}
	indexes, err := source.ListIndexes(ctx, new(backends.ListIndexesParams))
	if err != nil {
		return err
	}
	documents, err := documentsOf(ctx, source)
	if err != nil {
		return err
	}
	if err = to.CreateCollection(ctx, &backends.CreateCollectionParams{Name: newName}); err != nil {
		return err
	}
	target, err := to.Collection(newName)
	if err != nil {
		return err
	}
	if _, err = target.CreateIndexes(ctx, &backends.CreateIndexesParams{Indexes: indexes.Indexes}); err != nil {
		return err
	}
	if _, err = target.InsertAll(ctx, &backends.InsertAllParams{Docs: documents}); err != nil {
		return err
	}
	return from.DropCollection(ctx, &backends.DropCollectionParams{Name: oldName})
}

func documentsOf(ctx context.Context, source backends.Collection) ([]*types.Document, error) {
	result, err := source.Query(ctx, new(backends.QueryParams))
	if err != nil {
		return nil, err
	}
	defer result.Iter.Close()
	var documents []*types.Document
	for {
		_, document, err := result.Iter.Next()
		if errors.Is(err, iterator.ErrIteratorDone) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		documents = append(documents, document)
	}
}
