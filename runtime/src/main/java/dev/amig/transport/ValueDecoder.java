package dev.amig.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of one ClickHouse type out of its JSON. The types on this side are those of {@link Result}. */
@FunctionalInterface
interface ValueDecoder {
    Object decode(JsonNode json);

    /** @param type as ClickHouse prints it */
    static ValueDecoder of(String type) {
        ValueDecoder plain = plain(type);
        return json -> json == null || json.isNull() ? null : plain.decode(json);
    }

    private static ValueDecoder plain(String type) {
        int bracket = type.indexOf('(');
        String family = bracket < 0 ? type : type.substring(0, bracket);
        List<String> arguments = bracket < 0 || type.endsWith("()")
                ? List.of()
                : TypeArguments.of(type.substring(bracket + 1, type.length() - 1));
        return switch (family) {
            case "Nullable", "LowCardinality" -> of(arguments.get(0));
            case "SimpleAggregateFunction" -> of(arguments.get(arguments.size() - 1));
            case "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32" ->
                json -> number(json).longValueExact();
            case "UInt64", "Int128", "UInt128", "Int256", "UInt256" ->
                json -> number(json).toBigIntegerExact();
            case "Float32", "Float64", "BFloat16" -> ValueDecoder::floating;
            case "Decimal", "Decimal32", "Decimal64", "Decimal128", "Decimal256" -> ValueDecoder::number;
            case "Bool" -> JsonNode::asBoolean;
            case "Array" -> array(of(arguments.get(0)));
            case "Tuple" -> tuple(arguments);
            case "Nested" -> array(tuple(arguments));
            case "Map" -> map(of(arguments.get(0)), of(arguments.get(1)));
            case "Point" -> of("Tuple(Float64, Float64)");
            case "Ring", "LineString" -> of("Array(Point)");
            case "Polygon", "MultiLineString" -> of("Array(Ring)");
            case "MultiPolygon" -> of("Array(Polygon)");
            default -> json -> json.isTextual() ? json.textValue() : json.toString();
        };
    }

    private static BigDecimal number(JsonNode json) {
        return json.isTextual() ? new BigDecimal(json.textValue()) : json.decimalValue();
    }

    /** Infinities and NaN come as strings. */
    private static Double floating(JsonNode json) {
        if (!json.isTextual()) {
            return json.doubleValue();
        }
        return switch (json.textValue()) {
            case "nan", "-nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(json.textValue());
        };
    }

    private static ValueDecoder array(ValueDecoder element) {
        return json -> {
            List<Object> values = new ArrayList<>();
            json.forEach(value -> values.add(element.decode(value)));
            return values;
        };
    }

    private static ValueDecoder tuple(List<String> types) {
        List<ValueDecoder> elements = types.stream()
                .map(TypeArguments::withoutName)
                .map(ValueDecoder::of)
                .toList();
        // A list of values, or an object where the statement asked for named_tuples_as_objects: in the same order.
        return json -> {
            List<Object> values = new ArrayList<>();
            Iterator<JsonNode> given = json.elements();
            for (ValueDecoder element : elements) {
                values.add(element.decode(given.next()));
            }
            return values;
        };
    }

    private static ValueDecoder map(ValueDecoder key, ValueDecoder value) {
        return json -> {
            Map<Object, Object> values = new LinkedHashMap<>();
            if (json.isArray()) {
                // The statement asked for map_as_array_of_tuples.
                json.forEach(pair -> {
                    Iterator<JsonNode> entry = pair.elements();
                    values.put(key.decode(entry.next()), value.decode(entry.next()));
                });
            }
            json.properties()
                    .forEach(field ->
                            values.put(key.decode(TextNode.valueOf(field.getKey())), value.decode(field.getValue())));
            return values;
        };
    }
}
